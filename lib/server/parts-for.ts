import 'server-only'
import { accountsOf, mayIn, roleNeeded, type Action, type Actor } from '#lib/schema/role.ts'
import { AppError } from './base/errors.ts'
import type { Inventory } from './inventory/types.ts'
import type { Journal } from './operations/journal.ts'
import { parts, type Parts } from './parts.ts'

/** What a person or program may reach of the parts. */
type PartsFor = Pick<Parts, 'settings' | 'log' | 'clock' | 'random' | 'clouds' | 'db' | 'inventory' | 'metrics'> & {
  journal: Pick<Journal, 'accept' | 'findReplay' | 'get' | 'list' | 'held' | 'resolve'> & {
    /** As the journal's; of a list it also says which ENIs are called by `q`. */
    versionOf(query: { id?: string; q?: string | undefined }): Promise<string | undefined>
  }
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
  const { settings, clouds } = all
  const inventory = all.inventory.within(accounts)
  return {
    ...all,
    settings: { ...settings, accounts: settings.accounts.filter(({ name }) => isOurs(name)) },
    clouds: clouds.filter(({ account }) => isOurs(account)),
    inventory,
    journal: journalFor({ journal: all.journal, inventory, grants, accounts }),
  }
}

/** The journal knows ENIs by id and people by name: as many ENIs of one name are looked for. */
const namedMax = 200

type Reach = { journal: Journal; inventory: Inventory; grants: Actor['grants']; accounts: 'all' | readonly string[] }

const journalFor = ({ journal, inventory, grants, accounts }: Reach): PartsFor['journal'] => {
  const enisOf = (q: string | undefined) => (q === undefined ? [] : inventory.named(q, namedMax))
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
    list: (query) => journal.list({ ...query, enis: enisOf(query.q), ...(accounts === 'all' ? {} : { accounts }) }),
    async versionOf({ id, q }) {
      if (id === undefined) return JSON.stringify([await journal.versionOf({}), enisOf(q)])
      // An unchanged operation of another account must not answer 304 either.
      if (accounts !== 'all') mustExist(await journal.get(id))
      return journal.versionOf({ id })
    },
    async resolve(id, body, actor) {
      const { account } = mustExist(await journal.get(id))
      mustBeAllowed('resolve', account)
      return journal.resolve(id, body, actor)
    },
  }
}
