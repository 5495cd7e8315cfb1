import { expressionBuilder } from 'kysely'
import { formatIpv4 } from '#lib/ip/ipv4.ts'
import type { Tables } from './schema.ts'

const addresses = () => expressionBuilder<Tables, never>().selectFrom('operation_address').select('operation_address.operation_id')

/** The ids of the operations that name this IPv4 address: as one of theirs, or as the public IP of an EIP that was on one. */
export const operationsNamingIp = (ip: number) =>
  addresses().where((eb) => eb.or([eb('operation_address.ip', '=', ip), eb('operation_address.eip_public_ip', '=', formatIpv4(ip))]))

/** The same by the id of such an EIP, in any of these spellings; the cloud's ids are lower case. */
export const operationsNamingEip = (ids: readonly string[]) =>
  addresses().where(
    'operation_address.eip_id',
    'in',
    ids.map((id) => id.toLowerCase()),
  )
