'use client'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { chooseShortcuts } from './preference-actions.ts'
import { useRootAttribute } from './use-root-attribute.ts'

const groups = [
  {
    title: 'keyGroupGlobal',
    keys: [
      ['openSearch', [['Ctrl K']]],
      ['focusSearch', [['/']]],
      ['goHome', [['g', 'h']]],
      ['goEnis', [['g', 'n']]],
      ['goOperations', [['g', 'o']]],
      ['goAudit', [['g', 'a']]],
      ['goSettings', [['g', 's']]],
      ['refresh', [['r']]],
      ['showShortcuts', [['?']]],
    ],
  },
  {
    title: 'keyGroupTable',
    keys: [
      ['tableMove', [['j'], ['k'], ['↓'], ['↑']]],
      ['tableEnds', [['Home'], ['End']]],
      ['tablePage', [['Page Up'], ['Page Down']]],
      ['tableOpen', [['Enter'], ['→']]],
      ['panelStep', [['['], [']']]],
    ],
  },
  {
    title: 'keyGroupEni',
    keys: [
      ['assign', [['a']]],
      ['copyPrimaryIp', [['c']]],
    ],
  },
] as const

export const ShortcutsDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('shell')
  const common = useTranslations('common')
  const on = useRootAttribute('shortcuts') !== 'off'
  return (
    <Dialog title={t('shortcuts')} onClose={onClose} footer={<Button onClick={onClose}>{common('close')}</Button>}>
      <div className="grid gap-4">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="mb-1 text-sm text-secondary">{t(group.title)}</h3>
            <dl>
              {group.keys.map(([label, ways]) => (
                <div key={label} className="flex min-h-8 items-center justify-between gap-4 border-b border-subtle text-sm">
                  <dt>{t(label)}</dt>
                  <dd className="flex flex-none items-center gap-1">
                    {ways.map((way) => (
                      <span key={way.join(' ')} className="inline-flex items-center gap-1">
                        {way.map((key, index) => (
                          <span key={key} className="inline-flex items-center gap-1">
                            {index > 0 && <span className="text-xs text-tertiary">{t('keyThen')}</span>}
                            <Kbd>{key}</Kbd>
                          </span>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Checkbox
          label={t('shortcutsOn')}
          hint={t('shortcutsHint')}
          checked={on}
          onChange={(event) => chooseShortcuts(event.target.checked)}
        />
      </div>
    </Dialog>
  )
}
