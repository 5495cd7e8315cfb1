import type { EniRow } from './build.ts'

const range = (prefix: string, from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `${prefix}.${from + index}`)

const web = 'subnet-9rv7pk2x'
const lb = 'subnet-4lbtn28q'
const db = 'subnet-n3db6m1w'
const pods = 'subnet-k8sp0d5z'
const stgWeb = 'subnet-7stgweb1'
const stgApp = 'subnet-3stgapp2'
const ops = 'subnet-0opsbast'
const vpn = 'subnet-6vpnoffi'
const drWeb = 'subnet-1drwebsh'
const drDb = 'subnet-8drdbsha'

const shopTags = { env: 'prod', 部门: '电商平台' }

/** Every state, EIPs, notes, tags, long and Chinese names, one ENI at its quota; oldest first. */
export const smallEnis: EniRow[] = [
  { name: 'Primary ENI', subnet: web, instance: 'ins-4qx1web1', primaryCard: true, ips: ['10.0.0.2'], tags: { env: 'prod' } },
  { name: 'Primary ENI (web-02)', subnet: web, instance: 'ins-8mz2web2', primaryCard: true, ips: ['10.0.0.3'], tags: { env: 'prod' } },
  // The user's own example: attached, and with room for more (2 of 30).
  {
    id: 'eni-m6dyj72l',
    name: '官网前端 web-front',
    description: '官网与下单页面',
    subnet: web,
    instance: 'ins-4qx1web1',
    ips: ['10.0.0.4', '10.0.0.60'],
    eips: { '10.0.0.60': '119.29.51.60' },
    notes: { '10.0.0.60': '活动页专用' },
    tags: shopTags,
  },
  {
    name: '官网前端 web-front-02',
    subnet: web,
    instance: 'ins-8mz2web2',
    ips: ['10.0.0.61', '10.0.0.62', '10.0.0.63'],
    eips: { '10.0.0.62': '119.29.51.62' },
    tags: shopTags,
  },
  {
    name: 'Primary ENI (gateway)',
    subnet: web,
    instance: 'ins-3kd7gate',
    primaryCard: true,
    ips: ['10.0.0.70'],
    eips: { '10.0.0.70': '119.29.51.70' },
  },
  {
    name: 'express-api 快递查询接口',
    subnet: web,
    instance: 'ins-3kd7gate',
    ips: range('10.0.0', 71, 76),
    tags: { env: 'prod', 部门: '快递事业部' },
    notes: { '10.0.0.72': '顺丰回调', '10.0.0.73': '中通回调' },
  },
  // At its quota: an instance of one core gives 6 addresses.
  {
    name: 'cron-small-full',
    description: '配额已满',
    subnet: web,
    instance: 'ins-1tiny1c0',
    ips: range('10.0.0', 80, 85),
    tags: { env: 'prod' },
  },
  { name: 'Primary ENI (cron)', subnet: web, instance: 'ins-1tiny1c0', primaryCard: true, ips: ['10.0.0.86'] },
  {
    name: 'lvs-01-vip',
    subnet: lb,
    instance: 'ins-6lbnode1',
    ips: range('10.0.1', 2, 7),
    eips: { '10.0.1.3': '119.29.52.3', '10.0.1.4': '119.29.52.4' },
    tags: { env: 'prod', role: 'lb' },
  },
  { name: 'lvs-02-vip', subnet: lb, instance: 'ins-7lbnode2', ips: range('10.0.1', 8, 13), tags: { env: 'prod', role: 'lb' } },
  { name: 'Primary ENI (mysql-master)', subnet: db, instance: 'ins-2dbmast1', primaryCard: true, ips: ['10.0.2.10'] },
  { name: 'Primary ENI (mysql-standby)', subnet: db, instance: 'ins-5dbslav1', primaryCard: true, ips: ['10.0.2.11'] },
  {
    name: 'mysql-vip-订单库',
    description: '主备切换时迁移',
    subnet: db,
    instance: 'ins-2dbmast1',
    ips: ['10.0.2.20', '10.0.2.21', '10.0.2.22'],
    notes: { '10.0.2.21': '订单库写 VIP', '10.0.2.22': '订单库读 VIP' },
    tags: { env: 'prod', dba: '王磊' },
  },
  { name: 'mysql-vip-standby', subnet: db, instance: 'ins-5dbslav1', ips: ['10.0.2.30'], tags: { env: 'prod', dba: '王磊' } },
  { name: 'redis-session', subnet: db, ips: ['10.0.2.40', '10.0.2.41'], tags: { env: 'prod' } },
  { name: 'k8s-node-1-eni-0', subnet: pods, instance: 'ins-9k8snod1', primaryCard: true, ips: ['10.0.16.10'] },
  {
    name: 'k8s-node-1-eni-1',
    subnet: pods,
    instance: 'ins-9k8snod1',
    ips: range('10.0.16', 20, 45),
    business: 'eks',
    tags: { 'tke-cluster': 'cls-9cz2b1xw' },
  },
  {
    name: 'k8s-node-1-eni-2',
    subnet: pods,
    instance: 'ins-9k8snod1',
    ips: range('10.0.17', 20, 49),
    business: 'eks',
    tags: { 'tke-cluster': 'cls-9cz2b1xw' },
  },
  { name: 'k8s-node-2-eni-0', subnet: pods, instance: 'ins-0k8snod2', primaryCard: true, ips: ['10.0.16.11'] },
  {
    name: 'k8s-node-2-eni-1',
    subnet: pods,
    instance: 'ins-0k8snod2',
    ips: range('10.0.18', 20, 33),
    business: 'eks',
    tags: { 'tke-cluster': 'cls-9cz2b1xw' },
  },
  {
    name: 'k8s-node-2-eni-2',
    subnet: pods,
    instance: 'ins-0k8snod2',
    ips: ['10.0.19.20'],
    business: 'eks',
    tags: { 'tke-cluster': 'cls-9cz2b1xw' },
  },
  { name: 'spare-web-备用', subnet: web, ips: ['10.0.0.90'] },
  { name: 'spare-db-备用', subnet: db, ips: ['10.0.2.90'] },
  {
    name: 'warehouse-scanner-gateway-华南仓储中心扫码枪接入网关-二期扩容',
    description: '名称很长的弹性网卡，用来检查页面布局是否会被撑破',
    subnet: web,
    instance: 'ins-3kd7gate',
    ips: ['10.0.0.100', '10.0.0.101'],
  },
  {
    name: 'partner-jd-对接',
    subnet: web,
    instance: 'ins-8mz2web2',
    ips: ['10.0.0.110', '10.0.0.111'],
    eips: { '10.0.0.110': '119.29.51.110', '10.0.0.111': '119.29.51.111' },
  },
  // Stuck between two states, as happens: nothing ends them.
  { name: 'stuck-creating', subnet: pods, state: 'PENDING', ips: ['10.0.20.2'] },
  { name: 'stuck-attaching', subnet: pods, state: 'ATTACHING', ips: ['10.0.20.3'] },
  { name: 'stuck-detaching', subnet: pods, instance: 'ins-0k8snod2', state: 'DETACHING', ips: ['10.0.20.4'] },
  { name: 'stuck-deleting', subnet: pods, state: 'DELETING', ips: ['10.0.20.5'], ipStates: { '10.0.20.5': 'DELETING' } },
  {
    name: 'addresses-in-all-states',
    subnet: pods,
    ips: range('10.0.20', 10, 13),
    ipStates: { '10.0.20.11': 'PENDING', '10.0.20.12': 'MIGRATING', '10.0.20.13': 'DELETING' },
  },
  // Staging has the addresses of production.
  { name: 'stg-pay-1', subnet: stgWeb, instance: 'ins-4stgpay1', primaryCard: true, ips: ['10.0.0.2'], tags: { env: 'staging' } },
  { name: 'stg-pay-front', subnet: stgWeb, instance: 'ins-4stgpay1', ips: ['10.0.0.4', '10.0.0.5'], tags: { env: 'staging' } },
  { name: 'stg-pay-2', subnet: stgApp, instance: 'ins-8stgpay2', primaryCard: true, ips: ['10.0.8.10'], tags: { env: 'staging' } },
  {
    name: 'stg-risk-风控',
    subnet: stgApp,
    instance: 'ins-8stgpay2',
    ips: ['10.0.8.20', '10.0.8.21', '10.0.9.20'],
    tags: { env: 'staging' },
  },
  { name: 'stg-spare', subnet: stgApp, ips: ['10.0.10.5'], tags: { env: 'staging' } },
  {
    name: 'bastion',
    subnet: ops,
    instance: 'ins-3bastion',
    primaryCard: true,
    ips: ['172.16.10.10'],
    eips: { '172.16.10.10': '119.29.60.10' },
  },
  { name: 'bastion-审计', subnet: ops, instance: 'ins-3bastion', ips: ['172.16.10.11', '172.16.10.12'] },
  { name: 'zabbix-proxy', subnet: ops, ips: ['172.16.10.20'] },
  {
    name: 'vpn-gateway',
    subnet: vpn,
    instance: 'ins-1vpngate',
    primaryCard: true,
    ips: ['172.16.20.10'],
    eips: { '172.16.20.10': '119.29.60.20' },
  },
  { name: 'vpn-clients', subnet: vpn, instance: 'ins-1vpngate', ips: range('172.16.20', 20, 27) },
  { name: 'dr-web-01', subnet: drWeb, instance: 'ins-6drweb01', primaryCard: true, ips: ['10.20.1.10'], tags: { env: 'dr' } },
  {
    name: 'dr-web-front 容灾前端',
    subnet: drWeb,
    instance: 'ins-6drweb01',
    ips: ['10.20.1.20', '10.20.1.21'],
    eips: { '10.20.1.20': '118.89.20.20' },
    tags: { env: 'dr' },
  },
  { name: 'dr-mysql', subnet: drDb, instance: 'ins-2drdb001', primaryCard: true, ips: ['10.20.2.10'], tags: { env: 'dr' } },
  { name: 'dr-mysql-vip', subnet: drDb, instance: 'ins-2drdb001', ips: ['10.20.2.20', '10.20.2.21'], tags: { env: 'dr' } },
  { name: 'dr-spare', subnet: drDb, ips: ['10.20.2.90'], tags: { env: 'dr' } },
]
