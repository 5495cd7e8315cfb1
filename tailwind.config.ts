import type { Config } from 'tailwindcss'

/**
 * What is not a CSS variable of the theme: where classes are looked for, and the order of layers on the screen.
 * Colours, type and radii are in app/globals.css and app/tokens.css, where a test computes their contrasts.
 */
const config: Config = {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    extend: {
      zIndex: { sticky: '10', topbar: '20', popover: '30', sheet: '40', dialog: '50', toast: '60', tooltip: '70' },
      maxWidth: { form: '45rem', prose: '68ch' },
      height: { control: 'var(--control)', row: 'var(--row-height)' },
      minHeight: { control: 'var(--control)', row: 'var(--row-height)' },
    },
  },
}

export default config
