/** Without this a sheet would stay open over every page that is gone to from it. */
const NoSheet = () => null
export default NoSheet
