'use client'
import { ArrowUp } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'

/** Over the head of a list, where it moves nothing: so many new rows wait. */
export const NewRows = ({ waiting, onShow }: { waiting: number; onShow: () => void }) => {
  const t = useTranslations('table')
  if (waiting === 0) return null
  return (
    <div className="sticky top-16 z-sticky flex h-0 justify-center">
      <Button size="sm" icon={<ArrowUp />} onClick={onShow} className="mt-1 rounded-full shadow-dialog">
        {t('newRows', { count: waiting })}
      </Button>
    </div>
  )
}
