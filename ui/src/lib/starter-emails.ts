/** Templates to begin with, in both languages: whom one writes to may speak another than the window does. */
import type { Wording } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';

/** What a starter is for. */
export type StarterId = 'invitation' | 'firstFollowUp' | 'lastFollowUp' | 'welcome';
/** The language of a starter. */
export type StarterLanguage = 'en' | 'zh-CN';

/** What a starter is called in the window. */
export const starterLabels: Readonly<Record<StarterId, () => string>> = {
  invitation: m.templates_starter_invitation,
  firstFollowUp: m.templates_starter_first_follow_up,
  lastFollowUp: m.templates_starter_last_follow_up,
  welcome: m.templates_starter_welcome,
};

/** The starters in the order in which they are offered. */
export const starterIds: readonly StarterId[] = ['invitation', 'firstFollowUp', 'lastFollowUp', 'welcome'];

type Starter = Readonly<Wording>;

const english: Readonly<Record<StarterId, Starter>> = {
  invitation: {
    name: 'Invitation',
    subject: '{{name}} and {{program}}: shall we work together?',
    body: `Hello {{first_name|there}},

I look after the partner program of {{program}}, and came across {{website|your work}}. I think that your audience and our products fit well.

Partners earn a commission on every sale that they bring. It takes a few minutes to join, and this link is made for {{name}} alone:

{{invitation_link}}

Do you have any questions? Just answer this email.

Best regards,
{{sender|The partner team}}
{{program}}`,
  },
  firstFollowUp: {
    name: 'First follow-up',
    subject: 'Did my invitation reach you, {{first_name|there}}?',
    body: `Hello {{first_name|there}},

A week ago I invited {{name}} to the partner program of {{program}}. In case it got lost, here is your link again:

{{invitation_link}}

I am glad to tell you about commissions, payment or our products. One line is enough.

Best regards,
{{sender|The partner team}}
{{program}}`,
  },
  lastFollowUp: {
    name: 'Last follow-up',
    subject: 'A last word about {{program}}',
    body: `Hello {{first_name|there}},

I do not want to fill your inbox, so this is my last email about our partner program. Whenever the time is right, your invitation is here:

{{invitation_link}}

If this is not for you, a short “no, thank you” helps me as well.

All the best for {{name}},
{{sender|The partner team}}
{{program}}`,
  },
  welcome: {
    name: 'Welcome',
    subject: 'Welcome to the partner program of {{program}}',
    body: `Hello {{first_name|there}},

{{name}} is now a partner of {{program}}. Thank you for joining us!

Three things help with a good start: set up your tracking links, have a look at our current offers, and tell us what you plan to publish.

I am here for all your questions.

Best regards,
{{sender|The partner team}}
{{program}}`,
  },
};

const chinese: Readonly<Record<StarterId, Starter>> = {
  invitation: {
    name: '邀请邮件',
    subject: '诚邀 {{name}} 加入 {{program}} 合作伙伴计划',
    body: `{{first_name|您好}}：

我是 {{program}} 合作伙伴项目的负责人。关注到 {{website|您的内容}} 之后，我们认为您的受众与我们的产品十分契合，诚邀您成为合作伙伴。

您带来的每一笔订单都可获得佣金。加入只需几分钟，以下是 {{name}} 的专属邀请链接：

{{invitation_link}}

如有任何疑问，直接回复本邮件即可。

此致
{{sender|合作伙伴团队}}
{{program}}`,
  },
  firstFollowUp: {
    name: '首封后续邮件',
    subject: '关于加入 {{program}} 的邀请',
    body: `{{first_name|您好}}：

一周前，我们曾邀请 {{name}} 加入 {{program}} 合作伙伴计划。担心您错过那封邮件，再次附上您的专属链接：

{{invitation_link}}

关于佣金、结算或产品，我都很乐意为您介绍，回复一句话就好。

此致
{{sender|合作伙伴团队}}
{{program}}`,
  },
  lastFollowUp: {
    name: '最后一封后续邮件',
    subject: '关于 {{program}} 合作的最后一封邮件',
    body: `{{first_name|您好}}：

不想过多打扰，这是我们关于合作伙伴计划的最后一封邮件。您何时方便，邀请链接始终有效：

{{invitation_link}}

如果暂时没有合作意向，也欢迎简单回复告知。

祝 {{name}} 一切顺利！
{{sender|合作伙伴团队}}
{{program}}`,
  },
  welcome: {
    name: '欢迎邮件',
    subject: '欢迎加入 {{program}} 合作伙伴计划',
    body: `{{first_name|您好}}：

{{name}} 已正式成为 {{program}} 的合作伙伴，感谢您的加入！

建议您先完成三件事：设置推广链接，查看当前的优惠活动，并告诉我们您的推广计划。

如有任何问题，欢迎随时联系我。

此致
{{sender|合作伙伴团队}}
{{program}}`,
  },
};

/** The words of a starter. */
export const starter = (id: StarterId, language: StarterLanguage): Wording => ({
  ...(language === 'en' ? english : chinese)[id],
});
