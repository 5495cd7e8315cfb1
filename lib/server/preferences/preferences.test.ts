import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '#lib/server/db/database.ts'
import { transact } from '#lib/server/db/transact.ts'
import { readPreferences, savePreferences } from './preferences.ts'

test('what somebody chooses is added to what they chose before, and is theirs alone', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'enidesk-preferences-'))
  const db = await openDatabase({ dataDir: dir })
  try {
    const rest = { email_verified: 1, image: null, username: null, disabled: 0, demo: 0, last_sign_in_at: null }
    const user = (id: string) => ({ id, name: id, email: `${id}@example.com`, created_at: '', updated_at: '', ...rest })
    await transact(db, (tx) =>
      tx
        .insertInto('auth_user')
        .values([user('usr_1'), user('usr_2')])
        .execute(),
    )
    expect(await readPreferences(db, 'usr_1')).toEqual({})
    await savePreferences(db, 'usr_1', { theme: 'dark', timeZone: 'Asia/Shanghai' })
    expect(await savePreferences(db, 'usr_1', { theme: 'light', shortcuts: false })).toEqual({
      theme: 'light',
      timeZone: 'Asia/Shanghai',
      shortcuts: false,
    })
    expect(await readPreferences(db, 'usr_2')).toEqual({})
    const data = '{"theme":"a theme of a later version"}'
    await transact(db, (tx) => tx.updateTable('user_preference').set({ data }).execute())
    expect(await readPreferences(db, 'usr_1')).toEqual({})
  } finally {
    await db.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
