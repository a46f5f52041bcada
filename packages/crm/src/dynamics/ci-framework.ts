/** What this connector uses of `Microsoft.CIFramework`, version 2. Records go in and out as JSON text. */
export interface CIFramework {
  searchAndOpenRecords(entityName: string, query: string, searchOnly: boolean): Promise<string>;
  retrieveRecord(entityName: string, id: string, query: string): Promise<string>;
  createRecord(entityName: string, data: string): Promise<string>;
  updateRecord(entityName: string, id: string, data: string): Promise<string>;
  openForm(formOptions: string, parameters?: string): Promise<string>;
  setClickToAct(on: boolean): Promise<void>;
  addHandler(event: 'onclicktoact', handler: (event: string) => Promise<unknown>): Promise<string>;
  removeHandler(event: 'onclicktoact', handler: (event: string) => Promise<unknown>): Promise<string>;
}
