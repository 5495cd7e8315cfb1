import { CopyButton } from './copy-button.tsx'

/** Text to be pasted elsewhere, exactly as it stands. `label` is the name of the button that copies it. */
export const CodeBox = ({ text, label }: { text: string; label: string }) => (
  <div className="relative rounded-md bg-inset pr-10">
    <pre
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard
      tabIndex={0}
      data-raw
      data-scroll-x
      translate="no"
      className="overflow-x-auto rounded-md py-2.5 pl-3 font-mono text-sm"
    >
      {text}
    </pre>
    <span className="absolute top-1.5 right-1.5">
      <CopyButton value={text} label={label} />
    </span>
  </div>
)
