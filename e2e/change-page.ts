import type { Locator, Page } from '@playwright/test'
import type { Control } from '#emulator/control.ts'
import { paths } from '#lib/paths.ts'
import { scope } from './assign-page.ts'

/** An ENI of the seed without a tag of production: 8 addresses without an EIP, two of them. */
export const vpnClients = { eniId: 'eni-wiabooan', ips: ['172.16.20.21', '172.16.20.23'] } as const
/** In the subnet of `webFront`: one with room and an instance, one that holds all of its quota on API v3. */
export const standby = { eniId: 'eni-38fqjp36', name: '官网前端 web-front-02' }

/** The page of an ENI and the question over it, by what a person sees of them. */
export class ChangePage {
  readonly page: Page
  readonly dialog: Locator
  readonly table: Locator
  constructor(page: Page) {
    this.page = page
    // By its name: the list of a choice is a dialog too.
    this.dialog = page.getByRole('dialog', { name: /^(?:Release|Move|Note|Edit|10\.)/ })
    this.table = page.getByRole('table', { name: 'Addresses' })
  }
  open = (eniId: string) => this.page.goto(paths.eni(eniId, scope))
  row = (ip: string) => this.table.locator(`tr[data-ip="${ip}"]`)
  /** Chooses from the menu of one address. */
  async ask(ip: string, action: 'Release…' | 'Move…' | 'Edit note…') {
    await this.page.getByRole('button', { name: `Actions for ${ip}`, exact: true }).click()
    await this.page.getByRole('menuitem', { name: action }).click()
    await this.dialog.waitFor()
  }
  button = (name: string | RegExp) => this.dialog.getByRole('button', { name })
}

/** What reached the cloud's books of one action, in its order. */
export const calls = async (cloud: Control, action: string) =>
  (await cloud.ledger()).filter((row) => row.action === action && row.actor === 'client')
export const released = async (cloud: Control): Promise<string[]> =>
  (await calls(cloud, 'UnassignPrivateIpAddresses')).flatMap(({ effect }) => effect?.removed ?? [])
