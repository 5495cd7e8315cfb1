import type { Snapshot } from '#emulator/state/types.ts'
import { build } from './build.ts'
import { smallEnis } from './small-enis.ts'

/** The network of a logistics company: production and staging with the same addresses, an office, a second site. */
export const smallSeed = (): Snapshot =>
  build({
    vpcs: [
      { vpcId: 'vpc-7t9nf3pu', region: 'ap-guangzhou', name: '生产-核心业务', cidr: '10.0.0.0/16' },
      { vpcId: 'vpc-5c2mstg1', region: 'ap-guangzhou', name: 'staging-payments', cidr: '10.0.0.0/16' },
      { vpcId: 'vpc-9k3office', region: 'ap-guangzhou', name: '办公与运维 Office & Ops', cidr: '172.16.0.0/16' },
      { vpcId: 'vpc-2x8drsha', region: 'ap-shanghai', name: '上海灾备 DR', cidr: '10.20.0.0/16', tags: [{ key: 'env', value: 'prod' }] },
    ],
    subnets: [
      { subnetId: 'subnet-9rv7pk2x', vpcId: 'vpc-7t9nf3pu', name: 'web-接入层', cidr: '10.0.0.0/24', zone: 'ap-guangzhou-3' },
      // 13 addresses, 12 of them taken.
      { subnetId: 'subnet-4lbtn28q', vpcId: 'vpc-7t9nf3pu', name: 'lb-vip', cidr: '10.0.1.0/28', zone: 'ap-guangzhou-3' },
      { subnetId: 'subnet-n3db6m1w', vpcId: 'vpc-7t9nf3pu', name: 'db-数据库', cidr: '10.0.2.0/24', zone: 'ap-guangzhou-4' },
      { subnetId: 'subnet-k8sp0d5z', vpcId: 'vpc-7t9nf3pu', name: 'k8s-pods', cidr: '10.0.16.0/20', zone: 'ap-guangzhou-3' },
      { subnetId: 'subnet-7stgweb1', vpcId: 'vpc-5c2mstg1', name: 'stg-web', cidr: '10.0.0.0/24', zone: 'ap-guangzhou-3' },
      { subnetId: 'subnet-3stgapp2', vpcId: 'vpc-5c2mstg1', name: 'stg-app', cidr: '10.0.8.0/22', zone: 'ap-guangzhou-4' },
      { subnetId: 'subnet-0opsbast', vpcId: 'vpc-9k3office', name: '运维堡垒机', cidr: '172.16.10.0/24', zone: 'ap-guangzhou-3' },
      { subnetId: 'subnet-6vpnoffi', vpcId: 'vpc-9k3office', name: 'vpn-office', cidr: '172.16.20.0/25', zone: 'ap-guangzhou-4' },
      { subnetId: 'subnet-1drwebsh', vpcId: 'vpc-2x8drsha', name: 'dr-web', cidr: '10.20.1.0/24', zone: 'ap-shanghai-2' },
      { subnetId: 'subnet-8drdbsha', vpcId: 'vpc-2x8drsha', name: 'dr-db', cidr: '10.20.2.0/24', zone: 'ap-shanghai-4' },
    ],
    instances: [
      { instanceId: 'ins-4qx1web1', name: 'web-01', vpcId: 'vpc-7t9nf3pu', zone: 'ap-guangzhou-3', cpu: 16 },
      { instanceId: 'ins-8mz2web2', name: 'web-02', vpcId: 'vpc-7t9nf3pu', zone: 'ap-guangzhou-3', cpu: 16 },
      { instanceId: 'ins-3kd7gate', name: 'gateway-快递查询', vpcId: 'vpc-7t9nf3pu', zone: 'ap-guangzhou-3', cpu: 4 },
      { instanceId: 'ins-1tiny1c0', name: 'cron-small', vpcId: 'vpc-7t9nf3pu', zone: 'ap-guangzhou-3', cpu: 1 },
      { instanceId: 'ins-6lbnode1', name: 'lvs-01', vpcId: 'vpc-7t9nf3pu', zone: 'ap-guangzhou-3', cpu: 8 },
      { instanceId: 'ins-7lbnode2', name: 'lvs-02', vpcId: 'vpc-7t9nf3pu', zone: 'ap-guangzhou-3', cpu: 8 },
      { instanceId: 'ins-2dbmast1', name: 'mysql-master', vpcId: 'vpc-7t9nf3pu', zone: 'ap-guangzhou-4', cpu: 16 },
      { instanceId: 'ins-5dbslav1', name: 'mysql-standby', vpcId: 'vpc-7t9nf3pu', zone: 'ap-guangzhou-4', cpu: 16 },
      { instanceId: 'ins-9k8snod1', name: 'k8s-node-1', vpcId: 'vpc-7t9nf3pu', zone: 'ap-guangzhou-3', cpu: 32 },
      { instanceId: 'ins-0k8snod2', name: 'k8s-node-2', vpcId: 'vpc-7t9nf3pu', zone: 'ap-guangzhou-3', cpu: 32 },
      { instanceId: 'ins-4stgpay1', name: 'stg-pay-1', vpcId: 'vpc-5c2mstg1', zone: 'ap-guangzhou-3', cpu: 2 },
      { instanceId: 'ins-8stgpay2', name: 'stg-pay-2', vpcId: 'vpc-5c2mstg1', zone: 'ap-guangzhou-4', cpu: 4 },
      { instanceId: 'ins-3bastion', name: 'bastion', vpcId: 'vpc-9k3office', zone: 'ap-guangzhou-3', cpu: 2 },
      { instanceId: 'ins-1vpngate', name: 'vpn-gateway', vpcId: 'vpc-9k3office', zone: 'ap-guangzhou-4', cpu: 4 },
      { instanceId: 'ins-6drweb01', name: 'dr-web-01', vpcId: 'vpc-2x8drsha', zone: 'ap-shanghai-2', cpu: 8 },
      { instanceId: 'ins-2drdb001', name: 'dr-mysql', vpcId: 'vpc-2x8drsha', zone: 'ap-shanghai-4', cpu: 16 },
    ],
    securityGroups: [
      { securityGroupId: 'sg-lb62wxw9', name: '默认-仅内网', projectId: 1079263 },
      { securityGroupId: 'sg-1dd51dqa', name: 'web-public-443', projectId: 1079263 },
      { securityGroupId: 'sg-7dbonly3', name: 'db-3306-from-app', projectId: 0 },
    ],
    enis: smallEnis,
    // Taken, and not to be seen in any list of ENIs.
    held: [
      { vpcId: 'vpc-7t9nf3pu', ip: '10.0.0.50', resourceType: 'HAVIP', resourceId: 'havip-kjqwe4ba' },
      { vpcId: 'vpc-7t9nf3pu', ip: '10.0.0.51', resourceType: 'CFS', resourceId: 'cfs-f0e19n3d' },
      { vpcId: 'vpc-7t9nf3pu', ip: '10.0.16.2', resourceType: 'TKE', resourceId: 'cls-9cz2b1xw-reserved' },
      { vpcId: 'vpc-7t9nf3pu', ip: '10.0.16.3', resourceType: 'TKE', resourceId: 'cls-9cz2b1xw-reserved' },
      { vpcId: 'vpc-7t9nf3pu', ip: '10.0.2.100', resourceType: 'CTSDB', resourceId: 'ctsdb-3nt5ueqk' },
      { vpcId: 'vpc-2x8drsha', ip: '10.20.1.50', resourceType: 'CFS', resourceId: 'cfs-9d21shdr' },
    ],
  })
