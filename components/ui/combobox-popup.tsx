'use client'
import { Combobox } from '@base-ui/react/combobox'
import { Check, Search } from 'lucide-react'
import { useRef, type RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import type { ComboboxNote, ComboboxOption } from './combobox.tsx'

type ComboboxPopupProps = {
  id: string
  label: string
  anchor: RefObject<HTMLButtonElement | null>
  open: boolean
  onOpenChange: (open: boolean) => void
  value: string | undefined
  onChange: (value: string) => void
  options: readonly ComboboxOption[]
  note: ComboboxNote | undefined
}

const matches = (option: ComboboxOption, query: string): boolean => {
  const haystack = [
    option.label,
    option.value,
    typeof option.description === 'string' ? option.description : '',
    ...(option.keywords ?? []),
  ]
    .join('\n')
    .toLocaleLowerCase()
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word))
}

export const ComboboxPopup = ({ id, label, anchor, open, onOpenChange, value, onChange, options, note }: ComboboxPopupProps) => {
  const t = useTranslations('common')
  const input = useRef<HTMLInputElement>(null)
  const noteId = `${id}-note`
  const chosen = options.find((option) => option.value === value) ?? null
  return (
    <Combobox.Root
      items={options}
      value={chosen}
      onValueChange={(option: ComboboxOption | null) => option !== null && onChange(option.value)}
      isItemEqualToValue={(a, b) => a?.value === b?.value}
      itemToStringLabel={(option) => option?.label ?? ''}
      filter={matches}
      open={open}
      onOpenChange={onOpenChange}
      autoHighlight
      // What is drawn at once; who looks for another one types.
      limit={200}
    >
      <Combobox.Portal>
        <Combobox.Positioner anchor={anchor} align="start" sideOffset={4} collisionPadding={8} className="z-tooltip">
          <Combobox.Popup
            id={id}
            aria-label={label}
            finalFocus={anchor}
            className="flex max-h-[min(24rem,var(--available-height))] w-(--anchor-width) max-w-(--available-width) min-w-72 flex-col overflow-hidden rounded-lg bg-overlay shadow-popover outline-none transition-[opacity,transform] duration-150 ease-out data-ending-style:opacity-0 data-ending-style:duration-100 data-starting-style:-translate-y-1 data-starting-style:opacity-0"
          >
            <div className="relative border-b border-subtle p-1">
              <Search className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-tertiary" />
              <Combobox.Input
                ref={input}
                aria-describedby={note === undefined ? undefined : noteId}
                aria-label={label}
                placeholder={t('search')}
                className="h-8 w-full rounded-md bg-transparent pr-2 pl-8 text-base -outline-offset-2! coarse:h-10 coarse:text-lg"
              />
            </div>
            {note !== undefined && (
              <div className="flex items-center justify-between gap-2 border-b border-subtle bg-warning-subtle px-3 py-2 text-sm">
                <p id={noteId} className="text-warning">
                  {note.text}
                </p>
                <Button
                  size="sm"
                  pending={note.pending}
                  onClick={() => {
                    // The button goes away with what it mends.
                    input.current?.focus()
                    note.onRetry()
                  }}
                >
                  {t('retry')}
                </Button>
              </div>
            )}
            <Combobox.Empty className="empty:hidden">
              <span className="block px-3 py-3 text-sm text-secondary">{t('noMatch')}</span>
            </Combobox.Empty>
            <Combobox.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1 empty:hidden">
              {(option: ComboboxOption) => (
                <Combobox.Item
                  key={option.value}
                  value={option}
                  disabled={option.disabled ?? false}
                  className="flex min-h-8 cursor-pointer items-start gap-2 rounded-md px-2 py-1.5 text-sm outline-none data-disabled:cursor-default data-disabled:text-disabled data-highlighted:bg-hover"
                >
                  <span className="mt-0.5 size-4 flex-none">
                    <Combobox.ItemIndicator>
                      <Check className="text-accent-icon" />
                    </Combobox.ItemIndicator>
                  </span>
                  <span className="min-w-0 flex-1">
                    <span className="block break-words">{option.label}</span>
                    {option.description !== undefined && <span className="block text-xs text-secondary">{option.description}</span>}
                  </span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}
