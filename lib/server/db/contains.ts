import { sql, type RawBuilder } from 'kysely'

/**
 * A condition: the column has the text somewhere in it, whatever the case of its letters. SQLite knows the case of ASCII letters only,
 * so text with others is looked for as it was typed, too. `column`: a name of ours with its table's.
 */
export const contains = (column: `${string}.${string}`, text: string): RawBuilder<boolean> => {
  const like = (value: RawBuilder<unknown>, part: string) =>
    sql<boolean>`${value} like ${`%${part.replace(/[\\%_]/g, (found) => `\\${found}`)}%`} escape '\\'`
  const lowered = like(sql`lower(${sql.ref(column)})`, text.toLowerCase())
  return /^[\0-\x7f]*$/.test(text) ? lowered : sql<boolean>`(${lowered} or ${like(sql.ref(column), text)})`
}
