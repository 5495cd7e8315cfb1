import type { Locator, Page } from '@playwright/test'
import type { Control } from '#emulator/control.ts'
import { paths } from '#lib/paths.ts'
import type { Api } from './options.ts'

/** The user's own ENI of the seed: 2 addresses, in 10.0.0.0/24, primary 10.0.0.4. */
export const webFront = 'eni-m6dyj72l'
export const scope = { account: 'main', region: 'ap-guangzhou' }
/** Another ENI of the same subnet, and one of its addresses. */
export const neighbour = { eniId: 'eni-38fqjp36', ip: '10.0.0.61' }

/** What the same story shows over each API, because v3 tells more, and in other words. */
export const told: Record<Api, { unheld: string; count: string; addressState: string; primaryRefused: string }> = {
  v2: {
    unheld: 'No known interface has it. The API does not report the addresses of other products.',
    count: '"secondaryPrivateIpAddressCount": "2"',
    addressState: 'Not reported',
    primaryRefused: 'Tencent Cloud did not accept a parameter of the request.',
  },
  v3: {
    unheld: 'Free',
    count: '"SecondaryPrivateIpAddressCount": 2',
    addressState: 'Active',
    primaryRefused: 'The interface already has a primary address',
  },
}

/** The assign sheet by what a person sees of it. */
export class AssignPage {
  readonly page: Page
  readonly sheet: Locator
  constructor(page: Page) {
    this.page = page
    this.sheet = page.getByRole('dialog', { name: /^Assign addresses/ })
  }
  async open(mode?: 'explicit' | 'count') {
    await this.page.goto(paths.assign(webFront, { ...scope, mode }))
    await this.submit.waitFor()
  }
  row = (n: number) => this.sheet.getByRole('textbox', { name: `Address ${n}`, exact: true })
  /** The row with what is said about it. */
  group = (n: number) => this.sheet.getByRole('group', { name: `Address ${n}`, exact: true })
  get submit() {
    return this.sheet.getByRole('button', { name: /^Assign \d+ address|^Assign addresses$/ })
  }
  get summary() {
    return this.sheet.getByRole('region', { name: 'There is a problem' })
  }
  /** What is said of the form as a whole after a submit that failed. */
  get failure() {
    return this.sheet.locator('[data-failure]')
  }
  /** What the keyboard's paste does to a field, without the clipboard of the machine. */
  async paste(into: Locator, text: string) {
    await into.focus()
    await into.evaluate((field, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
  }
}

/** The assigns that reached the cloud's books, and what they did. */
export const assigns = async (cloud: Control) =>
  (await cloud.ledger()).filter(({ action, actor }) => action === 'AssignPrivateIpAddresses' && actor === 'client')
export const added = async (cloud: Control): Promise<string[]> => (await assigns(cloud)).flatMap(({ effect }) => effect?.added ?? [])
