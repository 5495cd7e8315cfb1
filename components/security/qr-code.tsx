import { encodeQR } from 'qr'
import { VisuallyHidden } from '#components/ui/visually-hidden.tsx'

/** A QR code as one path: dark on white in every theme, because some readers see no other. `label` says in words what it is. */
const QrCode = ({ text, label }: { text: string; label: string }) => {
  const rows = encodeQR(text, 'raw', { border: 4 })
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <>
      <svg aria-hidden viewBox={`0 0 ${rows.length} ${rows.length}`} shapeRendering="crispEdges" className="size-48 rounded-md">
        <rect width={rows.length} height={rows.length} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <VisuallyHidden>{label}</VisuallyHidden>
    </>
  )
}
export default QrCode
