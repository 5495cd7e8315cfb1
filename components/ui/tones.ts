/** What a colour means here. Hue never carries a meaning alone: a tone comes with an icon and a word. */
export const tones = ['success', 'warning', 'danger', 'info', 'pending', 'neutral', 'accent'] as const
export type Tone = (typeof tones)[number]

/** Solid colour, for icons on plain surfaces. */
export const toneIcon: Record<Tone, string> = {
  success: 'text-success-icon',
  warning: 'text-warning-icon',
  danger: 'text-danger-icon',
  info: 'text-info-icon',
  pending: 'text-pending-icon',
  neutral: 'text-neutral-icon',
  accent: 'text-accent-icon',
}
/** Tinted box with its border and its own text colour. */
export const toneBox: Record<Tone, string> = {
  success: 'bg-success-subtle border-success text-success',
  warning: 'bg-warning-subtle border-warning text-warning',
  danger: 'bg-danger-subtle border-danger text-danger',
  info: 'bg-info-subtle border-info text-info',
  pending: 'bg-pending-subtle border-pending text-pending',
  neutral: 'bg-neutral-subtle border-neutral text-neutral',
  accent: 'bg-accent-subtle border-accent text-accent',
}
