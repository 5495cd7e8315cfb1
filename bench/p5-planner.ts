import { parseCidr } from '#lib/ip/cidr.ts'
import { IpSet } from '#lib/ip/ip-set.ts'
import { chooseFree } from '#lib/plan/choose.ts'
import { compare, type Comparison } from './harness.ts'

/** P5: choose 10 and 1,000 free addresses of a /16 that is 60 % used, against a scan over a bitmap of the same knowledge. */
export async function bench(): Promise<Comparison[]> {
  const cidr = parseCidr('10.0.0.0/16')
  if (!cidr) throw new Error('unreachable: a literal')
  const bitmap = new Uint8Array(cidr.size)
  const taken = new IpSet(cidr)
  let seed = 42
  // The first 60 % are used without a gap, which is the worst case for a lowest-first choice; then a random sprinkle.
  for (let at = 0; at < cidr.size; at++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    if (at < cidr.size * 0.55 || seed / 2_147_483_648 < 0.11) {
      bitmap[at] = 1
      taken.add(cidr.first + at)
    }
  }
  const scan = (count: number) => {
    const chosen: number[] = []
    for (let at = 2; at < cidr.size - 1 && chosen.length < count; at++) if (bitmap[at] === 0) chosen.push(cidr.first + at)
    return chosen
  }
  const results: Comparison[] = []
  for (const count of [10, 1000]) {
    const ours = () => chooseFree({ taken, count })
    if (JSON.stringify(ours()) !== JSON.stringify(scan(count))) throw new Error('P5: the two sides choose differently')
    results.push(
      await compare({
        id: `P5-${count}`,
        name: `choose ${count} free of a /16, 60 % used ÷ bitmap scan`,
        goal: 3,
        stretch: 1.5,
        ours,
        reference: () => scan(count),
      }),
    )
  }
  return results
}
