/** One key. */
export const Kbd = ({ children }: { children: string }) => (
  <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-default bg-subtle px-1 font-sans text-xs text-secondary">
    {children}
  </kbd>
)
