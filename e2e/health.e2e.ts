import { expect, test } from './fixtures.ts'

test('the server says that it lives', async ({ request }) => {
  const answer = await request.get('/api/health/live')
  expect(answer.status()).toBe(200)
})
