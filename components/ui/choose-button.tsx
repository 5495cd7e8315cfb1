'use client'
import { Suspense, useId, useRef, useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { ComboboxPopup, loadComboboxPopup } from './combobox-lazy.ts'
import type { ComboboxNote, ComboboxOption } from './combobox.tsx'

type ChooseButtonProps = {
  /** What is chosen: the name of the list. */
  label: string
  children: ReactNode
  icon?: ReactNode
  disabledReason?: string | undefined
  /** The options are on their way: the list opens when they are here. */
  pending: boolean
  options: readonly ComboboxOption[]
  note?: ComboboxNote | undefined
  onOpen: () => void
  onChoose: (value: string) => void
}

/** An action that needs one choice first, out of many: the button opens a list with a search box, and the choice is the action. */
export const ChooseButton = ({ label, children, icon, disabledReason, pending, options, note, onOpen, onChoose }: ChooseButtonProps) => {
  const id = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const [used, setUsed] = useState(false)
  const [open, setOpen] = useState(false)
  const shown = open && !pending && disabledReason === undefined
  return (
    <>
      <Button
        ref={trigger}
        size="sm"
        icon={icon}
        pending={open && pending}
        disabledReason={disabledReason}
        aria-haspopup="dialog"
        aria-expanded={shown}
        aria-controls={shown ? id : undefined}
        onPointerEnter={() => void loadComboboxPopup()}
        onFocus={() => void loadComboboxPopup()}
        onClick={() => {
          setUsed(true)
          setOpen(!open)
          if (!open) onOpen()
        }}
      >
        {children}
      </Button>
      {used && (
        <Suspense>
          <ComboboxPopup
            id={id}
            label={label}
            anchor={trigger}
            open={shown}
            onOpenChange={setOpen}
            value={undefined}
            onChange={onChoose}
            options={options}
            note={note}
          />
        </Suspense>
      )}
    </>
  )
}
