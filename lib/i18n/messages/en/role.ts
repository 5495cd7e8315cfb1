export const role = {
  name: { viewer: 'Viewer', operator: 'Operator', admin: 'Administrator' },
  may: {
    viewer: 'sees everything but secrets, changes nothing',
    operator: 'also assigns, releases and moves addresses',
    admin: 'also runs accounts, users, tokens and settings',
  },
  mayAs: '{role}: {what}',
  role: 'Role',
  where: 'In which accounts',
  allAccounts: 'all accounts',
  allAccountsHint: 'Also those that are added later.',
  someAccounts: 'only these',
  adminEverywhere: 'An administrator is one in all accounts.',
  grant: '{role}: {accounts}',
  needed: 'Needs the role {role}. Ask an administrator.',
  forbiddenTitle: 'This page needs another role',
  forbiddenText: 'It is for the role {needed}; yours is {own}. Ask an administrator if you need it.',
}
