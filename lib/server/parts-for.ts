import 'server-only'
import { accountsOf, mayIn, roleNeeded, type Action, type Actor } from '#lib/schema/role.ts'
import { AppError } from './base/errors.ts'
import type { Journal } from './operations/journal.ts'
import { parts, type Parts } from './parts.ts'

/** What a person or program may reach of the parts. */
type PartsFor = Pick<Parts, 'settings' | 'log' | 'clock' | 'random' | 'clouds' | 'db' | 'inventory' | 'metrics'> & {
  journal: Pick<Journal, 'accept' | 'findReplay' | 'get' | 'list' | 'held' | 'versionOf' | 'resolve'>
}

/**
 * The parts as they are for somebody: accounts outside their grants are not there, with all that is in them, and what only some
 * of their grants allow is refused in the other accounts. Every route and page that serves cloud objects goes through here
 * (app/api/v1/authorisation.test.ts). Throws nothing itself; its journal throws AppError `not_found` and `role_needed`.
 */
export const partsFor = ({ grants }: Pick<Actor, 'grants'>): PartsFor => {
  const all = parts()
  const accounts = accountsOf(grants)
  const isOurs = (account: string): boolean => accounts === 'all' || accounts.includes(account)
  const { settings, inventory, clouds } = all
  return {
    ...all,
    settings: { ...settings, accounts: settings.accounts.filter(({ name }) => isOurs(name)) },
    clouds: clouds.filter(({ account }) => isOurs(account)),
    inventory: inventory.within(accounts),
    journal: journalFor(all.journal, grants, accounts),
  }
}

const journalFor = (journal: Journal, grants: Actor['grants'], accounts: 'all' | readonly string[]): PartsFor['journal'] => {
  const mustExist = <T extends { account: string }>(operation: T): T => {
    if (accounts !== 'all' && !accounts.includes(operation.account)) throw new AppError('not_found')
    return operation
  }
  const mustBeAllowed = (action: Action, account: string): void => {
    if (!mayIn(grants, action, account)) throw new AppError('role_needed', { params: { role: roleNeeded(action) } })
  }
  return {
    held: journal.held,
    async accept(input) {
      mustBeAllowed('assign', input.scope.account)
      return journal.accept(input)
    },
    async findReplay(input) {
      const found = await journal.findReplay(input)
      return found && mustExist(found)
    },
    get: async (id) => mustExist(await journal.get(id)),
    list: (query) => journal.list({ ...query, ...(accounts === 'all' ? {} : { accounts }) }),
    async versionOf(query) {
      // An unchanged operation of another account must not answer 304 either.
      if (accounts !== 'all' && query.id !== undefined) mustExist(await journal.get(query.id))
      return journal.versionOf(query)
    },
    async resolve(id, body, actor) {
      const { account } = mustExist(await journal.get(id))
      mustBeAllowed('resolve', account)
      return journal.resolve(id, body, actor)
    },
  }
}
