/** Short names of the first years beside today's. v2 takes both. */
const aliases: Record<string, string> = {
  gz: 'ap-guangzhou',
  sh: 'ap-shanghai',
  bj: 'ap-beijing',
  hk: 'ap-hongkong',
  cd: 'ap-chengdu',
  cq: 'ap-chongqing',
  sg: 'ap-singapore',
  ca: 'na-toronto',
  shjr: 'ap-shanghai-fsi',
  szjr: 'ap-shenzhen-fsi',
}
const others = [
  'ap-nanjing',
  'ap-seoul',
  'ap-tokyo',
  'ap-bangkok',
  'ap-mumbai',
  'ap-jakarta',
  'eu-frankfurt',
  'na-siliconvalley',
  'na-ashburn',
  'sa-saopaulo',
  'ap-beijing-fsi',
]
const known = new Set([...Object.values(aliases), ...others])

/** Today's name of a region, or undefined if there is no such region. */
export const regionOf = (name: string): string | undefined => aliases[name] ?? (known.has(name) ? name : undefined)

/** Today's names only, as v3 takes them. */
export const isRegion = (name: string): boolean => known.has(name)

/** v2 numbers its zones: ap-guangzhou-2 is 100002, ap-shanghai-4 is 200004. Others get 900000 and up: unknown to us. */
const zoneBase: Record<string, number> = {
  'ap-guangzhou': 100000,
  'ap-shanghai': 200000,
  'ap-hongkong': 300000,
  'na-toronto': 400000,
  'ap-beijing': 800000,
}
export const zoneIdOf = (zone: string): number => {
  const at = zone.lastIndexOf('-')
  return (zoneBase[zone.slice(0, at)] ?? 900000) + Number(zone.slice(at + 1))
}

/** The way back; undefined for a number of no known region. */
export const zoneNameOf = (zoneId: number): string | undefined => {
  const region = Object.entries(zoneBase).find(([, base]) => base === Math.floor(zoneId / 100000) * 100000)?.[0]
  return region === undefined ? undefined : `${region}-${zoneId % 100000}`
}
