import type { LeadField } from './column-mapping.js';

interface HeadingField {
  readonly field: LeadField;
  readonly label?: string | undefined;
}

/** Headings by what they mean, without spaces and marks, in small letters. The first that fits counts. */
const meanings: readonly (readonly [RegExp, HeadingField])[] = [
  [/^(do)?not?call|^dnc$|^(fax|传真|传真号码)/, { field: 'attribute' }],
  [
    /^(mobile|cell|handy)|(mobile|cell)(phone)?(number|no)?$|^手机|^移动电话|手机号码?$/,
    { field: 'number', label: 'mobile' },
  ],
  [
    /^(work|office|business|direct)(phone|tel|telephone|number|line)|^(办公|公司|单位)(电话|号码)|^座机|^固话/,
    { field: 'number', label: 'office' },
  ],
  [/^home(phone|tel|telephone|number)|^(住宅|家庭|家里)(电话|号码)/, { field: 'number', label: 'home' }],
  [
    /^(alt|alternate|alternative|other|second|备用|其他|其它)(phone|tel|telephone|number|电话|号码|联系电话)/,
    { field: 'number', label: 'other' },
  ],
  [
    /^(phone|telephone|tel|number|msisdn|caller|e164|telefon|téléphone|teléfono)(no|number|num)?\d*$|^(contact|customer|primary|main)(phone|number|tel)|phone(number)?\d*$|^numbers$|^(联系|客户|主要)?(电话|号码|电话号码)\d*$|^联系方式$/,
    { field: 'number' },
  ],
  [/^(first|given|fore)name$|^vorname$|^prénom$|^名$|^名字$/, { field: 'firstName' }],
  [/^(last|family)name$|^surname$|^nachname$|^姓$|^姓氏$/, { field: 'lastName' }],
  [
    /^(full|contact|customer|client|lead|person)?name$|^contact$|^(客户|联系人|线索|顾客|用户)?(姓名|名称)$|^联系人$|^客户$/,
    { field: 'name' },
  ],
  [
    /^(company|account|organi[sz]ation|business|firm|employer)(name)?$|^(公司|企业|单位|机构)(名称|名)?$|^所属公司$/,
    { field: 'company' },
  ],
  [
    /^(external|crm|record|lead|contact|customer|client)?(id|key|ref|reference)$|^(外部|客户|线索|联系人|记录)?(编号|id|号|代码)$/,
    { field: 'externalId' },
  ],
  [/^account(id|number|no|key)$|^(账户|账号|帐户|帐号)(id|编号)?$/, { field: 'accountId' }],
  [
    /^(owner|agent|assignedto|assignee|salesrep|rep|salesperson)(id|name)?$|^(负责人|坐席|跟进人|所属人|销售|业务员|归属人)$/,
    { field: 'owner' },
  ],
  [/^(priority|rank|score)$|^(优先级|权重|评分)$/, { field: 'priority' }],
  [/^(time)?zone$|^tz$|^时区$/, { field: 'timeZone' }],
  [/^(zip|postal|post)(code)?$|^plz$|^邮编$|^邮政编码$/, { field: 'postalCode' }],
  [/^list(id|name)?$|^(名单|列表)(id|编号|名称)?$/, { field: 'listId' }],
];

/** What a heading says its column is. */
export function headingFields(heading: string): HeadingField | undefined {
  const plain = heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-./:：()[\]#'"*]+/g, '');
  return meanings.find(([pattern]) => pattern.test(plain))?.[1];
}
