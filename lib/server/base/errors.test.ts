import { expect, test } from 'vitest'
import { AppError } from './errors.ts'

test('an error of the other copy is one of ours, and no other error is', async () => {
  // The same file once more, as Node and the framework's bundle each have one.
  const file = './errors.ts?copy'
  const other = (await import(/* @vite-ignore */ file)) as { AppError: typeof AppError }
  expect(other.AppError).not.toBe(AppError)
  expect(new other.AppError('not_found')).toBeInstanceOf(AppError)
  expect(new Error('not_found')).not.toBeInstanceOf(AppError)
  expect(undefined).not.toBeInstanceOf(AppError)
})
