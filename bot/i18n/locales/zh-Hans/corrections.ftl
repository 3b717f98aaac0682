# Notices that are put right or taken back, and what is attached to them.

notices-heading-corrected = 【更正通知】{ $whom }
notices-may-repeat = （可能重复，收到过的请忽略）
notices-old-corrected = 已更正：这份通知有改动，请看后面的新通知。
notices-old-withdrawn = 已撤回：学校撤回了这份通知。

notices-not-out = 这份通知还没有发出，可以先停止发送，再重新写一份。
notices-nothing-to-correct = 这份通知没有人收到，或者已经停止、撤回，不用更正。
notices-same-text = 新内容和原来的一样，没有改动。
notices-correction-nobody = 更正这份通知要另一位老师同意，但现在没有别的老师可以同意，所以没有发出。请联系管理员，为办公室再邀请一位同事。
notices-correction-waits = 这份更正已经在等另一位老师同意了，不用再交。
notices-correction-missing = 没有找到这份更正。
notices-correction-decided = 这份更正已经有别的老师处理过了，不用再操作。
notices-correction-taken-back = 写通知的老师收回了这份更正，或者另写了一份，不用再操作。
notices-correction-expired = 这份更正等得太久，已经过期，没有发出。
notices-correction-overtaken = 这份通知已经停止、撤回或另行更正，这份更正不再发出。
notices-not-withdrawable = 这份通知已经撤回或更正过了，不用再操作。
notices-text-overtaken = 这份通知已经更正，请看后面的新通知，在新通知下面点按钮。
notices-file-unusable = 这个附件用不了：可能损坏了、太大，或者格式不对。请发 JPEG、PNG 图片（不超过 10 MB）或 PDF（不超过 50 MB）。
notices-files-too-many = 一份通知最多带 5 个附件，请把几页合成一个 PDF 再发。

notices-button-correct = 更正
notices-button-withdraw = 撤回
notices-button-withdraw-sure = 撤回，家长看到“已撤回”
notices-button-keep = 不撤回
notices-button-correct-sure = 发出更正
notices-button-correct-drop = 不更正
notices-correct-question =
    请回复这条消息，写下更正后的完整内容。
    收到过原通知的家长会看到“已更正”，并重新收到一次；还没收到的直接收新的。
notices-correct-hint = 更正后的内容
notices-correct-preview =
    更正预览（家长看到的就是这样）：

    { $text }

    将重新发给 { $chats } 位家长{ $confirmed ->
        [0] 。
       *[other] ，其中已确认的 { $confirmed } 位要重新确认。
    }
notices-correct-second = 这份更正要另一位老师同意后才会发出。
notices-button-correct-ask = 交给另一位老师
notices-button-correct-undo = 收回更正
notices-correct-undone = 通知 { $number } 的更正已收回，家长看到的还是原来的内容。
notices-correct-not-waiting = 通知 { $number } 现在没有在等同意的更正。
notices-correct-dropped = 好的，不更正了。
notices-withdraw-question =
    要撤回通知 { $number } 吗？已经收到的会改成“已撤回”，没发出的不再发。撤回不能反悔。
notices-withdraw-kept = 好的，不撤回。
notices-progress-correction-waits = 更正正在等另一位老师同意，家长看到的还是原来的内容。
notices-progress-version = 已更正 { $count } 次
notices-progress-overtaken = 通知 { $number }：提醒的那份通知已经更正，这次提醒作废了。
notices-moved = 通知 { $number }：最新情况请看后面的消息。
notices-moved-corrected = 通知 { $number }：已更正，最新情况请看后面的消息。
notices-moved-withdrawn = 通知 { $number }：已撤回，请看后面的消息。
notices-progress-edits =
    { $done ->
        [0] 旧消息正在改成“{ $word }”，还剩 { $pending } 条。
       *[other] 旧消息已改成“{ $word }” { $done } 条{ $pending ->
            [0] 。
           *[other] ，还剩 { $pending } 条。
        }
    }
notices-progress-edits-failed = 有 { $count } 条改不了（可能已被对方删除）。
notices-word-corrected = 已更正
notices-word-withdrawn = 已撤回
notices-progress-ambiguous = 不确定有没有收到 { $count }

notices-attached = 已加上附件：{ $name }（第 { $count } 个）。
notices-attachments = 附件：{ $names }
notices-button-detach = 去掉附件
notices-detached = 附件已经去掉。
notices-photo-name = 图片{ $number }

notices-told-correction-agreed = 通知 { $number } 的更正：另一位老师已同意，正在发送。
notices-told-correction-returned = 通知 { $number } 的更正被退回了，没有发出，家长看到的还是原来的内容。修改后可以再交。
notices-told-correction-returned-because =
    通知 { $number } 的更正被退回了，没有发出，家长看到的还是原来的内容。原因：{ $reason }
    修改后可以再交。
notices-told-correction-expired = 通知 { $number } 的更正没有等到另一位老师同意，已经过期，没有发出。需要的话请再写一次。
notices-told-correction-overtaken = 通知 { $number } 已由管理员停止、撤回或更正，您写的更正不再发出。

notices-second-correction = 通知 { $number } 要更正，您同意后才会发出，请看一看：
notices-second-again =
    将重新发给 { $chats } 位家长{ $confirmed ->
        [0] 。
       *[other] ，其中已确认的 { $confirmed } 位要重新确认。
    }
notices-second-old = 原来的内容：
notices-second-new = 更正后家长会看到：
notices-second-correction-over-agreed = 通知 { $number } 的更正：已有老师同意，不用再操作。
notices-second-correction-over-returned = 通知 { $number } 的更正：已有老师退回修改，不用再操作。
notices-second-correction-over-expired = 通知 { $number } 的更正：等得太久，已经过期，没有发出，不用再操作。
notices-second-correction-over-taken-back = 通知 { $number } 的更正：写通知的老师收回了，或者另写了一份，不用再操作。
notices-second-correction-over-overtaken = 通知 { $number } 已经停止、撤回或另行更正，下面的更正不再发出，不用再操作。
notices-second-correction-agreed = ✓ 您已同意，更正正在发出。
notices-second-correction-reason = 请回复这条消息，写明更正 { $number } 退回的原因（最多 300 字）。

notices-correct-stale = 这份更正后来又改过，或者已经处理了。请看后面最新的消息。
