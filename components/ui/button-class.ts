import { cx } from './class-names.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'md' | 'sm'

const look: Record<ButtonVariant, string> = {
  primary:
    'border-transparent bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-active aria-disabled:bg-active aria-disabled:text-disabled aria-busy:bg-accent! aria-busy:text-on-accent!',
  secondary: 'border-default bg-surface text-primary hover:bg-hover active:bg-active aria-disabled:bg-surface aria-disabled:text-disabled',
  ghost:
    'border-transparent bg-transparent text-secondary hover:bg-hover hover:text-primary active:bg-active aria-disabled:bg-transparent aria-disabled:text-disabled',
  danger:
    'border-transparent bg-danger text-on-accent hover:bg-danger-hover active:bg-danger-hover aria-disabled:bg-active aria-disabled:text-disabled aria-busy:bg-danger! aria-busy:text-on-accent!',
}

/** The look of a button, shared by `<button>`, `<a>` and the triggers of menus. */
export const buttonClass = (variant: ButtonVariant, size: ButtonSize, className?: string): string =>
  cx(
    'inline-flex flex-none items-center justify-center gap-1.5 rounded-md border font-semibold whitespace-nowrap transition-colors duration-100 ease-linear aria-disabled:cursor-default',
    size === 'md' ? 'h-control px-3 text-base coarse:h-11' : 'h-7 px-2 text-sm coarse:h-9',
    look[variant],
    className,
  )
