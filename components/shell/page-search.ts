'use client'

/** A page marks its search box with this attribute; `/` and Ctrl K go there. */
const selector = '[data-page-search]'
let wanted = false

/** Puts the cursor into the page's search box. False if the page has none. */
export const focusPageSearch = (): boolean => {
  const box = document.querySelector<HTMLInputElement>(`input${selector}, ${selector} input`)
  if (box === null) return false
  box.focus()
  box.select()
  return true
}
/** Asks for the search box of the page that comes next. */
export const wantPageSearch = (): void => {
  wanted = true
}
/** Whether the page that has just come should focus its search box; answers once. */
export const takePageSearchWish = (): boolean => {
  const wish = wanted
  wanted = false
  return wish
}
