const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** A plain key press that nothing else wants: no chord, no field, no open dialog or menu, no candidate of an input method. */
export const isPlainKey = (event: KeyboardEvent): boolean =>
  !event.defaultPrevented &&
  !event.isComposing &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !typing(event.target) &&
  document.documentElement.dataset['shortcuts'] !== 'off' &&
  document.querySelector('[role="dialog"],[role="menu"]') === null
