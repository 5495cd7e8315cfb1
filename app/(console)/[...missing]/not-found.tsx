import { NotFoundPage } from '#components/shell/not-found-page.tsx'

/** In the place of the page, within the shell. */
const NotFound = () => <NotFoundPage />
export default NotFound
