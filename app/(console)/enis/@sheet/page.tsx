/** Without this a sheet would stay open when its list is gone back to. */
const NoSheet = () => null
export default NoSheet
