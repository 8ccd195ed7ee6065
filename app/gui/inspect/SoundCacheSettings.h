// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace prososcope::gui {

class ActionRegistry;
class FileLoader;

/// How much of the disk the decoded copies of long compressed recordings may take: an action of the menu Tools opens a small
/// dialog with the limit, what is in use, and a button that removes all. Sizes are looked up and files removed by the loader.
/// GUI thread.
class SoundCacheSettings : public QObject {
    Q_OBJECT
public:
    static constexpr int kStandardGigabytes = 8;

    /// `window` is what the dialog belongs to.
    SoundCacheSettings(ActionRegistry* actions, FileLoader* loader, QWidget* window);
    ~SoundCacheSettings() override;

    [[nodiscard]] int gigabytes() const { return m_gigabytes; }
    void setGigabytes(int gigabytes);  ///< 0: nothing is kept on disk
    void open();

private:
    FileLoader* m_loader;
    QWidget* m_window;
    int m_gigabytes = kStandardGigabytes;
};

}  // namespace prososcope::gui
