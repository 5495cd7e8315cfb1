import { expect, test } from 'vitest'
import { AppError } from './errors.ts'

/** The same file once more, as Node and the framework's bundle each have one. */
const copyOf = async <T>(file: string): Promise<T> => (await import(/* @vite-ignore */ `${file}?copy`)) as T

test('an error of the other copy is one of ours, and no other error is', async () => {
  const other = await copyOf<typeof import('./errors.ts')>('./errors.ts')
  expect(other.AppError).not.toBe(AppError)
  expect(new other.AppError('not_found')).toBeInstanceOf(AppError)
  expect(new Error('not_found')).not.toBeInstanceOf(AppError)
  expect(undefined).not.toBeInstanceOf(AppError)
})
