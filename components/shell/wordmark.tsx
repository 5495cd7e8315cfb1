import { IntentLink } from '#components/ui/intent-link.tsx'
import { paths } from '#lib/paths.ts'

type WordmarkProps = {
  label: string
  /** Where there is no room for the name beside the mark. */
  labelClass?: string
}

/** The product's mark: a subnet's cells, one of them taken. */
export const Wordmark = ({ label, labelClass }: WordmarkProps) => (
  <IntentLink
    href={paths.home()}
    translate="no"
    className="inline-flex h-8 flex-none items-center gap-2 rounded-md px-1 text-base font-semibold text-primary"
  >
    <svg aria-hidden viewBox="0 0 16 16" className="size-4">
      <rect x="0.75" y="0.75" width="6" height="6" rx="1.5" fill="none" strokeWidth="1.5" className="stroke-current opacity-45" />
      <rect x="9.25" y="0.75" width="6" height="6" rx="1.5" fill="none" strokeWidth="1.5" className="stroke-current opacity-45" />
      <rect x="0.75" y="9.25" width="6" height="6" rx="1.5" fill="none" strokeWidth="1.5" className="stroke-current opacity-45" />
      <rect x="8.5" y="8.5" width="7.5" height="7.5" rx="2" className="fill-accent" />
    </svg>
    <span className={labelClass}>{label}</span>
  </IntentLink>
)
