import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Rgb = [number, number, number]

/** OKLCH (L 0–1, C, h in degrees) → linear sRGB, by Björn Ottosson's matrices. */
const linearRgb = (lightness: number, chroma: number, hue: number): Rgb => {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}
/** Relative luminance of WCAG 2.2, of the colour as a screen with 8 bits a channel shows it. */
const luminance = (rgb: Rgb): number => {
  const [r, g, b] = rgb.map((value) => {
    const gamma = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055
    const shown = Math.round(Math.min(1, Math.max(0, gamma)) * 255) / 255
    return shown <= 0.04045 ? shown / 12.92 : ((shown + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
/** The one token that both themes share; every other has a colour of its own in each. */
const shared = ['text-on-accent']
/** The first or the second colour of each token. */
const themeOf = (nth: 0 | 1): Map<string, Rgb> =>
  new Map(
    [...css.matchAll(/--c-([a-z-]+):([^;]+);/g)].map(([, name = '', value = '']) => {
      const colours = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)]
      const [, l, c, h] = colours[shared.includes(name) ? 0 : nth] ?? []
      return [name, linearRgb(Number(l), Number(c), Number(h))]
    }),
  )
const themes = { light: themeOf(0), dark: themeOf(1) }

const states = ['accent', 'success', 'warning', 'danger', 'info', 'pending', 'neutral']
const backgrounds = ['bg-app', 'bg-surface', 'bg-subtle', 'bg-inset', 'bg-hover', 'bg-active', 'bg-selected', 'bg-overlay']
const iconBackgrounds = ['bg-app', 'bg-surface', 'bg-subtle', 'bg-hover', 'bg-overlay']
const textOf = states.map((state) => `${state}-text`)

/** Foreground, background, least contrast. */
const pairs: [string, string, number][] = [
  ...backgrounds.map((bg): [string, string, number] => ['text-primary', bg, 7]),
  ...['text-secondary', 'text-tertiary', 'text-link', ...textOf].flatMap((fg) =>
    backgrounds.map((bg): [string, string, number] => [fg, bg, 4.5]),
  ),
  ...['border-strong', 'focus'].flatMap((fg) => backgrounds.map((bg): [string, string, number] => [fg, bg, 3])),
  ...states.map((state): [string, string, number] => [`${state}-text`, `${state}-subtle`, 4.5]),
  ...states.flatMap((state) => iconBackgrounds.map((bg): [string, string, number] => [state, bg, 3])),
  ...['accent', 'accent-hover', 'accent-active', 'danger', 'danger-hover'].map((bg): [string, string, number] => [
    'text-on-accent',
    bg,
    4.5,
  ]),
  ['text-on-inverse', 'bg-inverse', 4.5],
  ['map-used', 'bg-surface', 3],
  ['bg-surface', 'map-mine', 4.5],
  ['bg-surface', 'map-conflict', 4.5],
]

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const colours = themes[theme]
  const of = (name: string): Rgb => {
    const colour = colours.get(name)
    if (colour === undefined) throw new Error(`tokens.css has no --c-${name}`)
    return colour
  }
  test('has all tokens, each with a colour', () => {
    expect([...colours].filter(([, rgb]) => rgb.some(Number.isNaN)).map(([name]) => name)).toEqual([])
    expect(colours.size).toBeGreaterThan(50)
  })
  test('has no colour outside sRGB', () => {
    const outside = [...colours].filter(([, rgb]) => rgb.some((channel) => channel < -0.002 || channel > 1.002)).map(([name]) => name)
    expect(outside).toEqual([])
  })
  test.each(pairs)('%s on %s has a contrast of at least %d', (fg, bg, least) => {
    const [a, b] = [luminance(of(fg)), luminance(of(bg))]
    expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).toBeGreaterThanOrEqual(least)
  })
})
