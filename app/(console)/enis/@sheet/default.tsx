/** A page that is opened by its address has its sheet from its own route. */
const NoSheet = () => null
export default NoSheet
