import type { ComponentProps, ReactNode } from 'react'
import { buttonClass } from './button-class.ts'
import type { ButtonSize, ButtonVariant } from './button-class.ts'
import { IntentLink } from './intent-link.tsx'

type LinkButtonProps = ComponentProps<typeof IntentLink> & { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode }

/** What navigates is a link, whatever it looks like: it can be opened in another tab. */
export const LinkButton = ({ variant = 'secondary', size = 'md', icon, children, className, ...rest }: LinkButtonProps) => (
  <IntentLink {...rest} className={buttonClass(variant, size, className)}>
    {icon}
    {children}
  </IntentLink>
)
