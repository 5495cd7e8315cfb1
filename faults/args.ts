export type Args = { long: boolean; seed: number | undefined; row: string | undefined; schedules: number | undefined }

/** `--long`, `--seed N`, `--row ID`, `--schedules N`. Throws for anything else. */
export function readArgs(args: readonly string[]): Args {
  const read: Args = { long: false, seed: undefined, row: undefined, schedules: undefined }
  const left = args.flatMap((arg) => (/^--\w+=/.test(arg) ? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)] : [arg]))
  while (left.length > 0) {
    const name = left.shift()
    if (name === '--long') {
      read.long = true
      continue
    }
    const value = left.shift() ?? ''
    if (name === '--row' && value !== '') read.row = value
    else if ((name === '--seed' || name === '--schedules') && /^\d{1,9}$/.test(value))
      read[name === '--seed' ? 'seed' : 'schedules'] = Number(value)
    else throw new Error(`faults: what is “${[name, value].join(' ').trim()}”? There are --long, --seed N, --row ID and --schedules N.`)
  }
  return read
}
