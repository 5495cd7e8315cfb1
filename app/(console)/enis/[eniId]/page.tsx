import { requireActor } from '#app/session.ts'

/** The ENI itself is drawn by the layout, so that a panel can open over it. */
const EniPage = async () => {
  await requireActor()
  return null
}
export default EniPage
