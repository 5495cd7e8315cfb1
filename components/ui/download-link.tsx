import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { buttonClass } from './button-class.ts'

/** A file of the server's own making: the browser saves the stream as it comes, however long it is. */
export const DownloadLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <a download href={href} className={buttonClass('secondary', 'md')}>
    <Download />
    {children}
  </a>
)
