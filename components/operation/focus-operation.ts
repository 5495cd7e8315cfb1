'use client'
import { focusAfterDialog } from '#components/ui/focus-after-dialog.ts'

/**
 * Puts the focus on an operation in the list of its interface: where it is now, and where its end will be read. The list may have to
 * ask for it first, and the form it came from may still be closing.
 */
export const focusOperation = (id: string): void => focusAfterDialog(`[data-operation="${CSS.escape(id)}"] a`)
