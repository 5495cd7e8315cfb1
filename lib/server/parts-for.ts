import 'server-only'
import type { AddressPast } from '#lib/schema/address-past.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { accountsOf, mayIn, roleNeeded, type Action, type Actor } from '#lib/schema/role.ts'
import { AppError } from './base/errors.ts'
import type { Inventory } from './inventory/types.ts'
import type { Journal } from './operations/journal.ts'
import type { OperationQuery } from './operations/list.ts'
import { parts, type Parts } from './parts.ts'

/** What a person or program may reach of the parts. */
type PartsFor = Pick<Parts, 'settings' | 'log' | 'clock' | 'random' | 'clouds' | 'db' | 'inventory' | 'metrics'> & {
  journal: Pick<Journal, 'accept' | 'findReplay' | 'get' | 'list' | 'batch' | 'held' | 'resolve'> & {
    past(ips: readonly number[]): Promise<AddressPast[]>
    /** As the journal's, and also another one when an ENI is called otherwise. */
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
  /** The journal keeps ids alone: what an ENI is called now is the cloud's to say. */
  const withNames = <T extends Operation>(operation: T): T => {
    const { eniId, toEniId } = operation
    const [eniName, toEniName] = [eniId, toEniId].map((id) => id && inventory.nameOf(operation, id))
    return { ...operation, ...(eniName ? { eniName } : {}), ...(toEniName ? { toEniName } : {}) }
  }
  const namedIn = <T extends { items: Operation[] }>(page: T): T => ({ ...page, items: page.items.map(withNames) })
  const reachable = (query: OperationQuery): OperationQuery => ({
    ...query,
    enis: enisOf(query.q),
    ...(accounts === 'all' ? {} : { accounts }),
  })
  const mustExist = <T extends { account: string }>(operation: T): T => {
    if (accounts !== 'all' && !accounts.includes(operation.account)) throw new AppError('not_found')
    return operation
  }
  const mustBeAllowed = (action: Action, account: string): void => {
    if (!mayIn(grants, action, account)) throw new AppError('role_needed', { params: { role: roleNeeded(action) } })
  }
  return {
    held: journal.held,
    past: (ips) => journal.past(ips, accounts),
    async accept(input) {
      mustBeAllowed('assign', input.scope.account)
      const { operation, replayed } = await journal.accept(input)
      return { operation: withNames(operation), replayed }
    },
    async findReplay(input) {
      const found = await journal.findReplay(input)
      return found && withNames(mustExist(found))
    },
    get: async (id) => withNames(mustExist(await journal.get(id))),
    list: async (query) => namedIn(await journal.list(reachable(query))),
    batch: async (query) => namedIn(await journal.batch(reachable(query))),
    async versionOf({ id, q }) {
      // Read first: a name that changes while the rest is read makes it another version the next time.
      const names = inventory.namesVersion()
      if (id === undefined) return JSON.stringify([await journal.versionOf({}), names, enisOf(q)])
      // An unchanged operation of another account must not answer 304 either.
      if (accounts !== 'all') mustExist(await journal.get(id))
      const version = await journal.versionOf({ id })
      return version && `${version} ${names}`
    },
    async resolve(id, body, actor) {
      const { account } = mustExist(await journal.get(id))
      mustBeAllowed('resolve', account)
      return withNames(await journal.resolve(id, body, actor))
    },
  }
}
