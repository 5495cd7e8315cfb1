const browsers: [name: string, pattern: RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/([\d]+)/],
  ['Opera', /\bOPR\/([\d]+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/([\d]+)/],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\/([\d]+)/],
  ['Safari', /\bVersion\/([\d]+).*Safari\//],
]
const systems: [name: string, pattern: RegExp][] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux/],
]

/** `Firefox 145, Linux`: enough to know one's own browsers by. Undefined where the header says neither. */
export function browserName(userAgent: string | undefined): string | undefined {
  if (userAgent === undefined) return undefined
  const browser = browsers.flatMap(([name, pattern]) => {
    const version = pattern.exec(userAgent)?.[1]
    return version === undefined ? [] : [`${name} ${version}`]
  })[0]
  const system = systems.find(([, pattern]) => pattern.test(userAgent))?.[0]
  return [browser, system].filter((part) => part !== undefined).join(', ') || undefined
}
