import type { ReactNode } from 'react'
import { ShellFrame } from '#app/shell-frame.tsx'

const ConsoleLayout = ({ children }: { children: ReactNode }) => <ShellFrame>{children}</ShellFrame>
export default ConsoleLayout
