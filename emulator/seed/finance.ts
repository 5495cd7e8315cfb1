import type { Snapshot } from '#emulator/state/types.ts'
import { build } from './build.ts'

const pay = 'subnet-f1payapi'
const core = 'subnet-f2coredb'
const risk = 'subnet-f3riskap'

/** A payment company in the financial regions: beside `small` a second account, with ids of its own and one address in common. */
export const financeSeed = (): Snapshot =>
  build({
    vpcs: [
      { vpcId: 'vpc-f8payprd', region: 'ap-shanghai-fsi', name: '支付生产 payment', cidr: '10.0.0.0/16' },
      { vpcId: 'vpc-f6riskdr', region: 'ap-shenzhen-fsi', name: '风控 risk-control', cidr: '10.40.0.0/16' },
    ],
    subnets: [
      { subnetId: pay, vpcId: 'vpc-f8payprd', name: 'pay-api', cidr: '10.0.0.0/24', zone: 'ap-shanghai-fsi-1' },
      { subnetId: core, vpcId: 'vpc-f8payprd', name: 'core-db 核心库', cidr: '10.0.8.0/26', zone: 'ap-shanghai-fsi-2' },
      { subnetId: risk, vpcId: 'vpc-f6riskdr', name: 'risk-app', cidr: '10.40.1.0/24', zone: 'ap-shenzhen-fsi-1' },
    ],
    instances: [
      { instanceId: 'ins-f1payap1', name: 'pay-api-1', vpcId: 'vpc-f8payprd', zone: 'ap-shanghai-fsi-1', cpu: 16 },
      { instanceId: 'ins-f2payap2', name: 'pay-api-2', vpcId: 'vpc-f8payprd', zone: 'ap-shanghai-fsi-1', cpu: 16 },
      { instanceId: 'ins-f3coredb', name: 'core-mysql', vpcId: 'vpc-f8payprd', zone: 'ap-shanghai-fsi-2', cpu: 32 },
      { instanceId: 'ins-f4risk01', name: 'risk-1', vpcId: 'vpc-f6riskdr', zone: 'ap-shenzhen-fsi-1', cpu: 8 },
    ],
    securityGroups: [{ securityGroupId: 'sg-f1dmzpay', name: '支付 DMZ', projectId: 0 }],
    enis: [
      { name: 'Primary ENI (pay-1)', subnet: pay, instance: 'ins-f1payap1', primaryCard: true, ips: ['10.0.0.4'] },
      { name: 'Primary ENI (pay-2)', subnet: pay, instance: 'ins-f2payap2', primaryCard: true, ips: ['10.0.0.5'] },
      {
        name: '收单网关 acquiring',
        subnet: pay,
        instance: 'ins-f1payap1',
        ips: ['10.0.0.20', '10.0.0.21', '10.0.0.22'],
        tags: { env: 'prod' },
      },
      { name: '代付网关 payout', subnet: pay, instance: 'ins-f2payap2', ips: ['10.0.0.30'], tags: { env: 'prod' } },
      { name: 'Primary ENI (core)', subnet: core, instance: 'ins-f3coredb', primaryCard: true, ips: ['10.0.8.4'] },
      { name: 'core-db-vip', subnet: core, instance: 'ins-f3coredb', ips: ['10.0.8.10', '10.0.8.11'] },
      { name: 'spare-card 备用', subnet: core, ips: ['10.0.8.40'] },
      { name: 'Primary ENI (risk)', subnet: risk, instance: 'ins-f4risk01', primaryCard: true, ips: ['10.40.1.4'] },
      { name: '反欺诈 anti-fraud', subnet: risk, instance: 'ins-f4risk01', ips: ['10.40.1.20', '10.40.1.21'] },
    ],
    held: [{ vpcId: 'vpc-f8payprd', ip: '10.0.0.50', resourceType: 'CLB', resourceId: 'lb-f0acqvip' }],
  })
