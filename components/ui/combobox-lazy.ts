'use client'
import { lazy } from 'react'

/** Fetched when its button is reached: most who see the button do not press it. */
export const loadComboboxPopup = () => import('./combobox-popup.tsx')
export const ComboboxPopup = lazy(async () => ({ default: (await loadComboboxPopup()).ComboboxPopup }))
