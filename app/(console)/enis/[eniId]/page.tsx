/** The ENI itself is drawn by the layout, so that a panel can open over it. */
const EniPage = () => null
export default EniPage
