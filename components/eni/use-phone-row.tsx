'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { vpcListQuery } from '#lib/query/vpc.ts'
import { EniPhoneRow } from './eni-columns.tsx'
import type { EniRow } from './eni-row.ts'

/** The name by the id: equal ids of two accounts do not occur, the cloud gives each once. */
const namesOf = (vpcs: readonly { vpcId: string; name: string }[]) => new Map(vpcs.map(({ vpcId, name }) => [vpcId, name]))

/** What a phone shows for a row, and how tall that is in pixels. Over several VPCs it names the VPC: an address may stand in each. */
export function usePhoneRow(vpc: string) {
  const { data } = useQuery(vpcListQuery())
  const names = useMemo(() => (vpc === '' ? namesOf(data?.items ?? []) : undefined), [vpc, data])
  const renderPhoneRow = useMemo(() => {
    const phoneRow = (row: EniRow) => <EniPhoneRow row={row} vpcNames={names} />
    return phoneRow
  }, [names])
  return { renderPhoneRow, phoneRowHeight: names === undefined ? 68 : 92 }
}
