/** The VPCs and subnets of one region of one account. */
import type { Scope } from '#lib/schema/scope.ts'
import type { Subnet } from '#lib/schema/subnet.ts'
import type { Vpc } from '#lib/schema/vpc.ts'
import type { CloudClient, ListUrgency, Observed } from '#lib/server/cloud/client.ts'

export type Places = { vpcs: Map<string, Vpc>; subnets: Map<string, Subnet> }

export async function readPlaces(client: CloudClient, scope: Scope, signal: AbortSignal, urgency: ListUrgency): Promise<Observed<Places>> {
  const [vpcs, subnets] = await Promise.all([
    client.listVpcs(scope.region, signal, urgency),
    client.listSubnets(scope.region, undefined, signal, urgency),
  ])
  const { account, region } = scope
  return {
    data: {
      vpcs: new Map(vpcs.data.map((vpc) => [vpc.vpcId, { account, region, ...vpc }])),
      subnets: new Map(subnets.data.map((subnet) => [subnet.subnetId, { account, region, ...subnet }])),
    },
    observedAt: Math.min(vpcs.observedAt, subnets.observedAt),
  }
}
