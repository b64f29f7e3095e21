import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api, unwrap } from '../../api/client.js';
import type { Template } from '../../api/types.js';
import type { Texts } from './template-rules.js';

export interface VersionPath {
  readonly id: string;
  readonly version: number;
}

export interface NewTemplate {
  readonly id: string;
  readonly channel: Template['channel'];
  readonly texts: Texts;
}

/** What one does with a text. What was said about one version is forgotten when another is shown. */
export function useTemplateWork(shown: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const refresh = async (version: Template) => {
    client.setQueryData(['template', version.id, version.version], version);
    await client.invalidateQueries({ queryKey: ['templates'] });
  };
  const draft = useMutation({
    mutationFn: (body: NewTemplate) => unwrap(api.POST('/templates', { body })),
    onSuccess: async (version) => {
      await refresh(version);
      await navigate({ to: '/templates', search: { id: version.id, version: version.version } });
    },
  });
  const submit = useMutation({ mutationFn: (path: VersionPath) => unwrap(api.POST('/templates/{id}/{version}/submit', { params: { path } })), onSuccess: refresh });
  const approve = useMutation({ mutationFn: ({ path, answers }: { path: VersionPath; answers: { rule: string; code: string; why: string }[] }) => unwrap(api.POST('/templates/{id}/{version}/approve', { params: { path }, body: { answers } })), onSuccess: refresh });
  const register = useMutation({ mutationFn: ({ path, body }: { path: VersionPath; body: { language: 'en' | 'zh' | 'zh-US'; account: string; code: string } }) => unwrap(api.POST('/templates/{id}/{version}/register', { params: { path }, body })), onSuccess: refresh });
  const retire = useMutation({ mutationFn: (path: VersionPath) => unwrap(api.POST('/templates/{id}/{version}/retire', { params: { path } })), onSuccess: refresh });
  useEffect(() => {
    submit.reset();
    approve.reset();
    register.reset();
    retire.reset();
  }, [shown]); // The mutations' identities change on every render and say nothing about the version shown.
  return { draft, submit, approve, register, retire };
}
