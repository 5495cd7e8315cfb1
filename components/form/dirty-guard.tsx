'use client'
import { useEffect } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { holdTraversal } from '#components/ui/history-entry.ts'
import { useBeforeUnload } from './use-before-unload.ts'

type DirtyGuardProps = {
  dirty: boolean
  /** True while the question is on the screen: the form sets it when it was asked to close while dirty. */
  asking: boolean
  title: string
  text: string
  keepLabel: string
  discardLabel: string
  onKeep: () => void
  onDiscard: () => void
  /** A link elsewhere on the page was pressed; the guard has stopped it. `onDiscard` should then go there. Absent where there is none. */
  onLeave?: (href: string) => void
  /** Back or Forward was pressed; the guard has held it. `onDiscard` should then call `goOn`. */
  onTraverse: (goOn: () => void) => void
}

/**
 * Keeps unsaved input from being lost: asks before a reload or a closed tab (in the browser's words), before a link, before Back,
 * and before the form closes. A clean form is never held.
 */
export const DirtyGuard = ({ dirty, asking, title, text, keepLabel, discardLabel, ...on }: DirtyGuardProps) => {
  const { onKeep, onDiscard, onLeave, onTraverse } = on
  useBeforeUnload(dirty)
  useEffect(() => (dirty ? holdTraversal(onTraverse) : undefined), [dirty, onTraverse])
  useEffect(() => {
    if (!dirty || onLeave === undefined) return
    const click = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (
        !(link instanceof HTMLAnchorElement) ||
        link.target === '_blank' ||
        link.origin !== location.origin ||
        link.getAttribute('href')?.startsWith('#') === true
      )
        return
      event.preventDefault()
      event.stopPropagation()
      onLeave(link.pathname + link.search + link.hash)
    }
    // In the capture phase, before the router sees the press.
    document.addEventListener('click', click, true)
    return () => document.removeEventListener('click', click, true)
  }, [dirty, onLeave])
  if (!asking) return null
  return (
    <Dialog
      title={title}
      onClose={onKeep}
      footer={
        <>
          <Button onClick={onKeep}>{keepLabel}</Button>
          <Button variant="danger" onClick={onDiscard}>
            {discardLabel}
          </Button>
        </>
      }
    >
      {text}
    </Dialog>
  )
}
