import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import { useLocale } from '../i18n/locale.js';

export interface Column<Row, Sort extends string = string> {
  readonly key: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly right?: boolean;
  readonly sort?: Sort;
  readonly className?: string;
}

export interface Sorting<Sort extends string> {
  readonly by: Sort | undefined;
  readonly order: 'asc' | 'desc';
  readonly change: (by: Sort) => void;
}

/**
 * The table of the console. `label` names it for a screen reader. A row that opens something also has a link in one of
 * its cells, which is what the keyboard uses; the click on the row is a convenience for the mouse.
 */
export function DataTable<Row, Sort extends string = string>({ label, columns, rows, rowKey, sorting, onOpen, current }: {
  readonly label: string; readonly columns: readonly Column<Row, Sort>[]; readonly rows: readonly Row[]; readonly rowKey: (row: Row, index: number) => string;
  readonly sorting?: Sorting<Sort>; readonly onOpen?: (row: Row) => void; readonly current?: (row: Row) => boolean;
}) {
  const open = (row: Row) => (event: MouseEvent<HTMLTableRowElement>) => {
    if (onOpen === undefined || (event.target as HTMLElement).closest('a,button,input') !== null || window.getSelection()?.toString() !== '') return;
    onOpen(row);
  };
  return (
    <div className="dw-table-wrap">
      <table className="dw-table">
        <caption className="dw-hidden">{label}</caption>
        <thead>
          <tr>{columns.map((column) => <Head key={column.key} column={column} sorting={sorting} />)}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} data-opens={onOpen === undefined ? undefined : ''} data-current={current?.(row) === true ? '' : undefined} onClick={open(row)}>
              {columns.map((column) => <td key={column.key} className={`${column.right === true ? 'dw-right dw-num' : ''} ${column.className ?? ''}`}>{column.cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head<Row, Sort extends string>({ column, sorting }: { readonly column: Column<Row, Sort>; readonly sorting: Sorting<Sort> | undefined }) {
  const { t } = useLocale();
  const by = column.sort;
  const className = column.right === true ? 'dw-right' : undefined;
  if (by === undefined || sorting === undefined) return <th scope="col" className={className}>{column.header}</th>;
  const active = sorting.by === by;
  return (
    <th scope="col" className={className} aria-sort={!active ? 'none' : sorting.order === 'asc' ? 'ascending' : 'descending'}>
      <button type="button" className="dw-sort" onClick={() => sorting.change(by)}>
        {column.header}
        {active && (sorting.order === 'asc' ? <IconArrowUp size={12} aria-label={t('app.sorted_asc')} /> : <IconArrowDown size={12} aria-label={t('app.sorted_desc')} />)}
      </button>
    </th>
  );
}
