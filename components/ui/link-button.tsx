import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { buttonClass } from './button-class.ts'
import type { ButtonSize, ButtonVariant } from './button-class.ts'

type LinkButtonProps = ComponentProps<typeof Link> & { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode }

/** What navigates is a link, whatever it looks like: it can be opened in another tab. */
export const LinkButton = ({ variant = 'secondary', size = 'md', icon, children, className, ...rest }: LinkButtonProps) => (
  <Link {...rest} className={buttonClass(variant, size, className)}>
    {icon}
    {children}
  </Link>
)
