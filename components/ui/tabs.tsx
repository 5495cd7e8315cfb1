'use client'
import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export type TabItem<V extends string> = { value: V; label: string; count?: number | undefined }

type TabsProps<V extends string> = {
  label: string
  value: V
  onChange: (value: V) => void
  items: readonly TabItem<V>[]
  children: ReactNode
}

/** Views of one object. `children` is the panel of the current one; the URL should hold which. */
export const Tabs = <V extends string>({ label, value, onChange, items, children }: TabsProps<V>) => (
  <Base.Root
    value={value}
    onValueChange={(next) => {
      const item = items.find((candidate) => candidate.value === next)
      if (item !== undefined) onChange(item.value)
    }}
  >
    <Base.List aria-label={label} data-scroll-x className="flex gap-1 overflow-x-auto border-b border-default">
      {items.map((item) => (
        <Base.Tab
          key={item.value}
          value={item.value}
          className="relative inline-flex h-9 flex-none items-center gap-1.5 rounded-md px-3 text-base whitespace-nowrap text-secondary -outline-offset-2! hover:bg-hover data-active:font-semibold data-active:text-accent data-active:after:absolute data-active:after:inset-x-2 data-active:after:bottom-0 data-active:after:h-0.5 data-active:after:bg-accent coarse:h-11"
        >
          {item.label}
          {item.count !== undefined && <span className="num text-sm font-normal text-tertiary">{item.count}</span>}
        </Base.Tab>
      ))}
    </Base.List>
    <Base.Panel value={value} className="pt-4">
      {children}
    </Base.Panel>
  </Base.Root>
)
